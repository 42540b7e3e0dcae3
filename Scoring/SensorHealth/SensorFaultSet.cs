using System.Runtime.CompilerServices;
using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.SensorHealth;

/// <summary>
/// The sensors at fault, and the descriptors that must not be used because of them. A few bits: compared and joined without allocating.
/// </summary>
internal struct SensorFaultSet : IEquatable<SensorFaultSet>
{
    /// <summary>Number of kinds.</summary>
    public static readonly int KindCount = Enum.GetValues<SensorFaultKind>().Length;

    private Kinds _sensors;
    private UInt128 _invalid;

    /// <summary>No sensor is known to be at fault.</summary>
    public static SensorFaultSet None => default;

    /// <summary>True when no sensor is known to be at fault.</summary>
    public readonly bool IsEmpty
    {
        get
        {
            foreach (var sensors in (ReadOnlySpan<uint>)_sensors)
                if (sensors != 0) return false;
            return true;
        }
    }

    /// <summary>Adds a fault that spoils every descriptor of the sensor.</summary>
    public void Add(SensorFaultKind kind, int sensor) => Add(kind, sensor, Sensors.MaskOf(sensor));

    /// <summary>Adds a fault.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="sensor">One of <see cref="Sensors"/>.</param>
    /// <param name="invalid">Descriptors that it spoils, a bit each.</param>
    public void Add(SensorFaultKind kind, int sensor, UInt128 invalid)
    {
        _sensors[(int)kind] |= 1u << sensor;
        _invalid |= invalid;
    }

    /// <summary>Adds the faults of another set.</summary>
    public void Add(in SensorFaultSet other)
    {
        for (var i = 0; i < KindCount; i++) _sensors[i] |= other._sensors[i];
        _invalid |= other._invalid;
    }

    /// <summary>True when a sensor has a fault.</summary>
    public readonly bool Has(SensorFaultKind kind, int sensor) => (_sensors[(int)kind] & (1u << sensor)) != 0;

    /// <summary>True when a sensor has any fault.</summary>
    public readonly bool Has(int sensor)
    {
        foreach (var sensors in (ReadOnlySpan<uint>)_sensors)
            if ((sensors & (1u << sensor)) != 0) return true;
        return false;
    }

    /// <summary>True when a descriptor must not be used.</summary>
    public readonly bool Invalidates(int descriptor) => ((_invalid >> descriptor) & 1) != 0;

    /// <summary>Makes the features of spoilt descriptors NaN, mean and maximum.</summary>
    /// <param name="features">In the order of <c>WindowFeatures.Names</c>.</param>
    public readonly void Mask(Span<float> features)
    {
        if (_invalid == 0) return;
        for (var i = 0; i < Descriptors.Count; i++)
            if (Invalidates(i)) (features[i], features[Descriptors.Count + i]) = (float.NaN, float.NaN);
    }

    /// <inheritdoc/>
    public readonly bool Equals(SensorFaultSet other) =>
        _invalid == other._invalid && ((ReadOnlySpan<uint>)_sensors).SequenceEqual(other._sensors);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is SensorFaultSet other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var sensors in (ReadOnlySpan<uint>)_sensors) hash.Add(sensors);
        return hash.ToHashCode();
    }

    /// <summary>Equal.</summary>
    public static bool operator ==(in SensorFaultSet left, in SensorFaultSet right) => left.Equals(right);

    /// <summary>Not equal.</summary>
    public static bool operator !=(in SensorFaultSet left, in SensorFaultSet right) => !left.Equals(right);

    [InlineArray(11)]
    private struct Kinds
    {
        private uint _first;
    }
}
