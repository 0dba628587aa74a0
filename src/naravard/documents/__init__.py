"""The documents room: tables, workbooks and PDF annexes made from agreements and allocations.

It knows no web and no clock: what a document says about its own day is passed in.
"""
