"""The pages about money: grants, amounts and how they were computed, recipients."""
