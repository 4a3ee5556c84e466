# One image for the API, the shop and the worker; docker-compose.yml says which is which.
# It could not be built where it was written: a test parses it and checks that what it copies and runs is there.
FROM python:3.11.11-slim-bookworm AS build
WORKDIR /srv
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY marketplace ./marketplace
COPY integrations ./integrations
COPY storefront ./storefront
COPY manage.py ./
# the shop's static files are gathered, compressed and fingerprinted here, once; this key signs nothing
RUN SECRET_KEY=build STATIC_ROOT=/srv/static/shop /venv/bin/python -m storefront collectstatic --no-input -v0

FROM python:3.11.11-slim-bookworm
RUN useradd --system --uid 10001 shop && mkdir /data && chown shop /data
COPY --from=build /venv /venv
COPY --from=build /srv /srv
WORKDIR /srv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PROFILE=production DATA_DIR=/data STATIC_ROOT=/srv/static/shop
USER shop
EXPOSE 8000 8001
CMD ["python", "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8001", "marketplace.wsgi:application"]
