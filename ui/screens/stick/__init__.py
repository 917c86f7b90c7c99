"""The stick's page: seal what waits onto a USB stick, bring others' sticks to the province, take receipts."""
