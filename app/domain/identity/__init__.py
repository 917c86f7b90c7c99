"""Identity documents and the sender who shows one."""
