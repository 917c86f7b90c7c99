"""What stands between terminal and province in demonstrations and tests: links as they really are."""
