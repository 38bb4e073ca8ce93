# docker build -t brume . && docker run --rm -e BRUME_DEMO=yes -p 127.0.0.1:8080:8080 -p 127.0.0.1:4566:4566 -p 127.0.0.1:2222:2222 -p 127.0.0.1:3128:3128 -v brume:/data brume
FROM node:22-bookworm-slim AS node

FROM eclipse-temurin:25-jdk AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /brume
COPY . .
RUN ./brume build

FROM eclipse-temurin:25-jdk
RUN useradd --system --create-home brume && mkdir /data && chown brume /data
WORKDIR /brume
COPY --from=build /brume/brume /brume/realm-export.json ./
COPY --from=build /brume/labs labs
COPY --from=build /brume/target/brume.war /brume/target/payara-micro.jar target/
USER brume
# Inside a container the port mapping decides who reaches the listeners.
ENV BRUME_ADDRESS=0.0.0.0 BRUME_DATA=/data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=3m CMD ["./brume", "status"]
EXPOSE 8080 4566 2222 3128
ENTRYPOINT ["./brume"]
CMD ["up", "--no-build"]
