namespace Maintenance.Simulator.Player.Witsml;

/// <summary>What the first pass over all files found.</summary>
internal sealed class WitsmlInventory
{
    private readonly List<WitsmlChunk> _chunks = [];
    private readonly Dictionary<string, WitsmlPlace> _places = new(StringComparer.Ordinal);
    private readonly List<SkippedObject> _skipped = [];

    /// <summary>Name of the first rig found; "" for none.</summary>
    public string Rig { get; private set; } = "";

    public IReadOnlyList<WitsmlChunk> Chunks => _chunks;

    public IReadOnlyList<SkippedObject> Skipped => _skipped;

    public void Add(WitsmlChunk chunk) => _chunks.Add(chunk);

    public void Skip(string what, long items, string reason) => _skipped.Add(new SkippedObject(what, items, reason));

    public void NoteWell(WitsmlPlace place) => _places.TryAdd(place.Well, place);

    public void NoteRig(string name)
    {
        if (Rig.Length == 0) Rig = name;
    }

    /// <summary>Where a well lies; null when no well object says.</summary>
    public WitsmlPlace? PlaceOf(string well) => _places.GetValueOrDefault(well);
}
