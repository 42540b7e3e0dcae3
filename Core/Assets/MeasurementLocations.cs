using System.Collections;

namespace Maintenance.Core.Assets;

/// <summary>
/// The measurement locations of one drill, by name. Immutable; equal when all locations are, so that an asset can be compared with the one
/// that is known.
/// </summary>
public sealed class MeasurementLocations : IReadOnlyList<MeasurementLocation>, IEquatable<MeasurementLocations>
{
    /// <summary>Most locations of a drill.</summary>
    public const int Max = 16;

    private readonly MeasurementLocation[] _locations;

    private MeasurementLocations(MeasurementLocation[] locations) => _locations = locations;

    /// <summary>No location is known.</summary>
    public static MeasurementLocations None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _locations.Length;

    /// <inheritdoc/>
    public MeasurementLocation this[int index] => _locations[index];

    /// <summary>The locations in the order of their names.</summary>
    /// <param name="locations">Locations of one drill.</param>
    /// <exception cref="ArgumentException">More than <see cref="Max"/>, or a name twice; upper and lower case count alike.</exception>
    public static MeasurementLocations Of(IEnumerable<MeasurementLocation> locations)
    {
        MeasurementLocation[] sorted = [.. locations.OrderBy(l => l.Name, StringComparer.Ordinal)];
        if (sorted.Length > Max) throw new ArgumentException($"{sorted.Length} locations; at most {Max} are allowed.", nameof(locations));
        if (sorted.CountBy(l => l.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(n => n.Value > 1).Key is { } twice)
            throw new ArgumentException($"'{twice}' is named twice.", nameof(locations));
        return sorted.Length == 0 ? None : new(sorted);
    }

    /// <inheritdoc/>
    public bool Equals(MeasurementLocations? other) => other is not null && _locations.AsSpan().SequenceEqual(other._locations);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MeasurementLocations);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var location in _locations) hash.Add(location);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", _locations.AsEnumerable())}]";

    /// <inheritdoc/>
    public IEnumerator<MeasurementLocation> GetEnumerator() => ((IEnumerable<MeasurementLocation>)_locations).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
