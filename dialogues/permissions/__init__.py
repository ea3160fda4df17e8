"""May this person do this with this dialogue or plan?"""
