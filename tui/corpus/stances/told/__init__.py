"""What a sentence tells that was done, would follow, is warned of or only reported of what a proposition is on."""
