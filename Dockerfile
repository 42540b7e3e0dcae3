# One image for every role of the product; docker-compose.yml chooses the role by the command.
# docker build --tag maintenance .

FROM node:22.20.0-bookworm-slim AS web
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --loglevel=error
COPY Dashboard/client Dashboard/client
RUN npm run --silent check && npm run --silent build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
COPY --from=web /src/node_modules node_modules
COPY --from=web /src/Dashboard/wwwroot/dist Dashboard/wwwroot/dist
# The bundle is made; without esbuild's start script the build does not make it again.
RUN rm -rf node_modules/.bin \
 && dotnet publish Host/Maintenance.Host.csproj -c Release --use-current-runtime --no-self-contained -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# curl: health checks; libgomp1: training (LightGBM).
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl libgomp1 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
# A new volume takes owner and rights from here.
RUN install -d -o app -g app /data
USER app
ENV MAINTENANCE_DATA_DIR=/data \
    MAINTENANCE_Host__Urls=http://0.0.0.0:8080
WORKDIR /app
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/alive"]
ENTRYPOINT ["/app/maintenance"]
CMD ["run"]
