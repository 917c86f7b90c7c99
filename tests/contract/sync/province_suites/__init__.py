"""What any province must do, over real HTTP; run on SQLite and on PostgreSQL by the ``test_province_*`` modules.

A module gives the fixtures ``settings`` (an empty place for a province) and ``province`` (a running one, shared by the
module: each test enrols terminals of its own).
"""
