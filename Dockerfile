# Waterline as an image: the pinned packages, the application and its gathered static files; no
# database, no compiler, no secret. docs/operations.md says how to run it.

FROM python:3.13-slim-trixie AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/base.txt
# Wheels only: nothing is compiled, and nothing of a package runs while it is installed.
RUN /opt/venv/bin/python -m pip install --require-hashes --only-binary :all: -r /tmp/base.txt \
    && /opt/venv/bin/python -m pip uninstall --yes --quiet pip
WORKDIR /app
COPY manage.py ./
COPY accounts ./accounts
COPY tracker ./tracker
COPY templates ./templates
COPY static ./static
# The key is needed by no file that is made here, and forgotten with the step.
RUN export SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    && WATERLINE_ENV=production WATERLINE_STATIC_ROOT=/app/staticfiles ALLOWED_HOSTS=build.invalid \
    /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 1 \
    && /opt/venv/bin/python -m compileall -q accounts tracker manage.py

FROM python:3.13-slim-trixie
RUN groupadd --gid 10001 waterline \
    && useradd --uid 10001 --gid waterline --no-create-home --home-dir /nonexistent \
    --shell /usr/sbin/nologin waterline
COPY --from=builder /opt/venv /opt/venv
COPY --from=builder /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    WATERLINE_ENV=production \
    WATERLINE_STATIC_ROOT=/app/staticfiles \
    HOST=0.0.0.0 \
    PORT=8000
WORKDIR /app
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-m", "tracker.config.probe"]
# Brings the schema up to date, loads the exchange rates, then becomes the server.
CMD ["python", "-m", "tracker.config.start"]
