using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// One drill. A block is a pure function of (options, asset, time); the only cached state is the last minute of integrated torsion,
/// immutable and swapped atomically, so any thread may generate any block in any order.
/// </summary>
public sealed class SimulatedDrill
{
    private const long MicrosPerSecond = 1_000_000;

    private readonly FleetOptions _options;
    private readonly FaultPlan _faults;
    private readonly int _index;
    private readonly DrillingProgram _program;
    private readonly TorsionalString _string;
    private readonly DrillScalars _scalars;
    private readonly BearingWaveform _waveform;
    private readonly DownholeFaults _downhole;
    private readonly SensorFaults _sensorFaults;
    private readonly PowerDips _power;
    private volatile TorsionalSegment? _segment;

    internal SimulatedDrill(FleetOptions options, FaultPlan faults, int index, Asset asset, DrillMachine machine)
    {
        _options = options;
        _faults = faults;
        _index = index;
        Asset = asset;
        _program = new DrillingProgram(machine);
        _string = new TorsionalString(machine, _program);
        _scalars = new DrillScalars(machine, _program, options);
        _waveform = new BearingWaveform(machine);
        _downhole = new DownholeFaults(machine, _program);
        _sensorFaults = new SensorFaults(machine.Seed, index, options);
        _power = new PowerDips(index, options);
    }

    /// <summary>The drill and its location.</summary>
    public Asset Asset { get; }

    /// <summary>What the rig is doing at a time: ground truth of the drilling state.</summary>
    public Core.Conditions.DrillingState StateAt(long unixMicros) =>
        _downhole.MomentAt(unixMicros / 1e6, _faults.SeveritiesAt(_index, unixMicros)).State;

    /// <summary>One second of readings, with a waveform if one is due.</summary>
    /// <param name="blockTimeUnixMicros">Time of the first reading, Unix µs UTC, a whole second.</param>
    /// <exception cref="ArgumentException">Not a whole second.</exception>
    public TelemetryRecord GenerateBlock(long blockTimeUnixMicros)
    {
        if (blockTimeUnixMicros % MicrosPerSecond != 0)
            throw new ArgumentException("A block must start at a whole second.", nameof(blockTimeUnixMicros));
        var record = Measure(blockTimeUnixMicros);
        _sensorFaults.Apply(record, Measure);
        return record;
    }

    // What sound sensors say.
    private TelemetryRecord Measure(long blockTimeUnixMicros)
    {
        var second = blockTimeUnixMicros / MicrosPerSecond;
        var faults = _faults.SeveritiesAt(_index, blockTimeUnixMicros);
        var columns = _scalars.Make(second, faults, Segment(second));
        _power.Apply(columns, blockTimeUnixMicros);
        var record = new TelemetryRecord
        {
            Asset = Asset.Id.Value,
            Flags = RecordFlags.Block | RecordFlags.Sequenced,
            Epoch = Math.Max(0, _options.StartUnixMicros),
            Sequence = Math.Max(0, (blockTimeUnixMicros - _options.StartUnixMicros) / MicrosPerSecond * _options.ReadingsPerSecond),
            EventTimeUnixMicros = blockTimeUnixMicros,
            IntervalMicros = (uint)(MicrosPerSecond / _options.ReadingsPerSecond),
            ReadingCount = _options.ReadingsPerSecond,
            Columns = columns,
        };
        if (_options.WaveformEverySeconds > 0 && (second + _index) % _options.WaveformEverySeconds == 0)
        {
            var moment = _downhole.MomentAt(second, faults);
            var speed = _power.IsDownAt(blockTimeUnixMicros) ? 0 : moment.RotarySpeedRpm;
            var load = speed == 0 ? 0 : moment.State == Core.Conditions.DrillingState.Drilling ? 1 : 0.4;
            record.Waveforms.Add(_waveform.Make(blockTimeUnixMicros, speed, load, faults, _options.WaveformSampleRateHz,
                _options.WaveformSamples));
        }
        return record;
    }

    /// <summary>Ids of the standard channels in each block.</summary>
    public static IReadOnlyList<int> Channels { get; } =
    [
        StandardChannels.VibrationAxial, StandardChannels.VibrationLateral, StandardChannels.VibrationTorsional,
        StandardChannels.BearingTemperature, StandardChannels.MotorTemperature, StandardChannels.GearboxTemperature,
        StandardChannels.RotarySpeed, StandardChannels.Torque, StandardChannels.WeightOnBit, StandardChannels.HookLoad,
        StandardChannels.RateOfPenetration, StandardChannels.StandpipePressure, StandardChannels.MudFlowIn, StandardChannels.HoleDepth,
        StandardChannels.BitDepth, StandardChannels.Inclination, StandardChannels.Azimuth, StandardChannels.MotorCurrent,
        StandardChannels.BitSpeed, StandardChannels.OilPressure,
    ];

    private TorsionalSegment Segment(long second)
    {
        var minute = second / TorsionalString.SegmentSeconds;
        var inMinute = (int)(second - minute * TorsionalString.SegmentSeconds);
        var known = _segment is { } last && last.Minute == minute ? last : null;
        if (known is not null && known.Covers(inMinute)) return known;
        // A drill that is looked at once in a while is integrated as far as that, one that runs on to the end of the minute.
        var seconds = known is null ? Math.Min(inMinute + 2, TorsionalString.SegmentSeconds) : TorsionalString.SegmentSeconds;
        var severity = _faults.SeveritiesAt(_index, minute * TorsionalString.SegmentSeconds * MicrosPerSecond).StickSlip;
        var segment = _string.Integrate(minute, severity, seconds);
        _segment = segment;
        return segment;
    }
}
