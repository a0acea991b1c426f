"""What stands at this moment, from the open cases alone; what is late, one by one."""
