"""The kinds of database as Django knows them, and questions whose words are put together once (:mod:`.questions`)."""
