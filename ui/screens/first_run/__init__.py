"""The first start of a production terminal: outlet, enrolment, first clerk."""
