"""Does hearing behave?"""
