"""The ministry fixes an agreement's allocation, in versions that never change."""
