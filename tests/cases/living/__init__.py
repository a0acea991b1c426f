"""Cases lived through at random: what people do (deeds, life, wandering) and what must hold of it (sentences, ends)."""
