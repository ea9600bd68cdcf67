# As for production. What surrounds the models (admin, sessions, messages, static files) is left out.
DEBUG = False
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["shop"]
# The rest comes from libpq's variables.
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "django"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
