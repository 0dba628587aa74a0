"""Placement weeks (VFU): reported by regions and municipalities, shared by Socialstyrelsen."""
