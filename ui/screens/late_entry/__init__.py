"""Late entry (补录): the head of a paper form and a supervisor's word, before the counter opens for it."""
