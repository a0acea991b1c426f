"""Who stands beside each other: the places below, the league, units and property companies. Long lists made short."""
