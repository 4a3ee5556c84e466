"""An honest demo: invented cooperatives, marked so, with the province's true kinds of goods."""
