"""The invented demonstration ward: nobody in it is real. Filled by the use cases that people use."""
