"""Goods: categories, products, variants, their listings in channels, pictures and translations."""
