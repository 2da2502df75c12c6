-- From here on a file says by its application_id whose it is.
SELECT 1;
