package brume.cloud.sandbox;

/// The smallest resource one can switch, for tests.
record Lamp(String id, String room, int brightness) implements Resource {
    static final Index<Lamp> BY_ROOM = Index.of("room", Lamp::room);
    static final Kind<Lamp> KIND = Kind.of(Lamp.class, BY_ROOM);

    Lamp brighter() {
        return new Lamp(id, room, brightness + 1);
    }
}
