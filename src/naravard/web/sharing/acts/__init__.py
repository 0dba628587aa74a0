"""The acts of an RSS's sharing: bringing keys, proposing, answering, deciding, passing the money on."""
