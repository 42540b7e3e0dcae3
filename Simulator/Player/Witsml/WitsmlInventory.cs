namespace Maintenance.Simulator.Player.Witsml;

/// <summary>Contents of all files, as found in the first pass.</summary>
internal sealed class WitsmlInventory
{
    private readonly List<WitsmlChunk> _chunks = [];
    private readonly Dictionary<string, WitsmlPlace> _places = new(StringComparer.Ordinal);
    private readonly List<SkippedObject> _skipped = [];

    /// <summary>Name of the first rig found; "" if none.</summary>
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

    /// <summary>Location of a well; null if no well object gives it.</summary>
    public WitsmlPlace? PlaceOf(string well) => _places.GetValueOrDefault(well);
}
