using Maintenance.Core.Conditions;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.StateDetection;

/// <summary>Drilling states from the readings of a minute or a few, at the rate they come.</summary>
public sealed class DrillingStateDetectorTests
{
    private static readonly HookLoadLevel Known = new(600_000, 600_000);

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2.8, 22)]
    [InlineData(10, 6)]
    [InlineData(60, 3)]
    public void A_trip_shows_at_any_rate(double seconds, int readings)
    {
        var into = Run(readings, seconds, t => new() { Bit = 1000 + (0.3 * t), Hole = 3000, Load = 900_000 });
        into.ShouldBe(new DrillingActivity(DrillingState.Tripping, StringMotion.In));
        into.Words.ShouldBe("tripping in");
        Run(readings, seconds, t => new() { Bit = 1000 - (0.3 * t), Hole = 3000, Load = 900_000 }).Motion.ShouldBe(StringMotion.Out);
    }

    [Fact]
    public void A_trip_shows_by_the_block_where_there_is_no_bit_depth() =>
        Run(60, 1, t => new() { Block = 30 - (0.3 * t), Load = 900_000 }).ShouldBe(
            new DrillingActivity(DrillingState.Tripping, StringMotion.In));

    [Theory]
    [InlineData(true, "drilling")]
    [InlineData(false, "reaming")]
    public void A_bit_that_turns_drills_on_bottom_and_reams_off_it(bool onBottom, string word) =>
        DrillingStates.Word(Run(60, 1, t => new()
        {
            Rpm = 120, Flow = 0.03, Hole = 3000, Bit = onBottom ? 3000 : 2990 - (0.05 * t), Load = 900_000,
        }).State).ShouldBe(word);

    [Theory]
    [InlineData(0.05, "reaming down")]
    [InlineData(-0.05, "reaming up")]
    public void Reaming_has_a_direction(double pace, string words) =>
        Run(60, 1, t => new() { Rpm = 100, Flow = 0.03, Hole = 3000, Bit = 2900 + (pace * t) }).Words.ShouldBe(words);

    [Fact]
    public void A_string_that_turns_without_mud_while_it_is_pulled_is_tripped() =>
        Run(60, 1, t => new() { Rpm = 10, Hole = 3000, Bit = 2000 - (0.3 * t) }).State.ShouldBe(DrillingState.Tripping);

    [Theory]
    [InlineData(double.NaN, double.NaN, 20_000, "drilling")]
    [InlineData(double.NaN, double.NaN, 0, "reaming")]
    [InlineData(3000, 2999.8, 0, "drilling")]
    [InlineData(3000, 2990, 20_000, "reaming")]
    public void Weight_tells_where_depths_are_missing(double hole, double bit, double weight, string word) =>
        DrillingStates.Word(Run(10, 1, _ => new() { Rpm = 120, Flow = 0.03, Hole = hole, Bit = bit, Weight = weight }).State)
            .ShouldBe(word);

    [Fact]
    public void A_mud_motor_drills_without_rotation() =>
        Run(60, 1, t => new() { Flow = 0.03, Hole = 3000 + (0.004 * t), Bit = 3000 + (0.004 * t), Weight = 60_000, Rate = 0.004 })
            .State.ShouldBe(DrillingState.Drilling);

    [Theory]
    [InlineData(60_000, 900_000)]
    [InlineData(250_000, 300_000)]
    [InlineData(700_000, 1_500_000)]
    public void A_rig_of_any_weight_is_in_slips_when_only_its_block_hangs(double bare, double hanging)
    {
        var level = HookLoadHistory.Of([.. Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? Minutes.Of(i, bare, bitTravel: 0, blockTravel: 28) : Minutes.Of(i, hanging, bitTravel: 28, blockTravel: 28))]);
        Run(20, 1, _ => new() { Load = bare, Bit = 2000, Hole = 3000 }, level).State.ShouldBe(DrillingState.Connection);
        Run(20, 1, _ => new() { Load = hanging, Bit = 2000, Hole = 3000 }, level).ShouldBe(
            new DrillingActivity(DrillingState.Tripping, StringMotion.Still));
    }

    [Fact]
    public void A_block_that_goes_its_own_way_has_let_go_of_the_string() =>
        Run(60, 1, t => new() { Load = 700_000, Bit = 2000, Hole = 3000, Block = 0.5 + (0.4 * t) }, HookLoadLevel.Unknown)
            .State.ShouldBe(DrillingState.Connection);

    [Fact]
    public void A_load_that_has_just_fallen_is_in_slips() =>
        Run(60, 1, t => new() { Load = t < 40 ? 900_000 : 300_000, Bit = 2990, Hole = 3000 }, HookLoadLevel.Unknown)
            .State.ShouldBe(DrillingState.Connection);

    [Fact]
    public void Weight_on_the_bit_is_no_connection() =>
        Run(60, 1, t => new() { Load = t < 40 ? 900_000 : 600_000, Bit = 3000, Hole = 3000 }, HookLoadLevel.Unknown)
            .State.ShouldBe(DrillingState.Idle);

    [Fact]
    public void The_top_drive_turns_the_joint_it_makes_up() =>
        Run(20, 1, _ => new() { Rpm = 25, Load = 300_000, Bit = 2000, Hole = 3000 }, Known).State.ShouldBe(DrillingState.Connection);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_state_of_a_second_or_two_within_another_does_not_show(int seconds)
    {
        for (var length = 40; length < 60; length++)
            Run(length, 1, t => new()
            {
                Rpm = t >= 45 && t < 45 + seconds ? 0 : 120, Flow = t >= 45 && t < 45 + seconds ? 0 : 0.03, Bit = 3000, Hole = 3000,
                Load = 900_000,
            }).State.ShouldBe(DrillingState.Drilling);
    }

    [Fact]
    public void A_stop_shows_within_three_seconds() =>
        Run(44, 1, t => new() { Rpm = t >= 41 ? 0 : 120, Flow = 0.03, Bit = 2990, Hole = 3000 }).State.ShouldBe(DrillingState.Circulating);

    [Fact]
    public void Nothing_known_is_unknown()
    {
        Run(10, 1, _ => new() { Rpm = double.NaN, Flow = double.NaN }).ShouldBe(
            new DrillingActivity(DrillingState.Unknown, StringMotion.Unknown));
        Run(10, 1, _ => new() { Rpm = double.NaN, Flow = 0.03 }).State.ShouldBe(DrillingState.Unknown);
    }

    [Fact]
    public void Depths_alone_show_a_trip() =>
        Run(60, 1, t => new() { Rpm = double.NaN, Flow = double.NaN, Bit = 1000 + (0.3 * t), Hole = 3000 })
            .State.ShouldBe(DrillingState.Tripping);

    [Fact]
    public void Standing_is_idle_and_pumping_is_circulating()
    {
        Run(60, 1, _ => new() { Bit = 2995, Hole = 3000, Load = 900_000 }).State.ShouldBe(DrillingState.Idle);
        Run(60, 1, _ => new() { Bit = 2995, Hole = 3000, Load = 900_000, Flow = 0.03 }).State.ShouldBe(DrillingState.Circulating);
        Run(60, 1, _ => new() { Flow = double.NaN, Pressure = 15e6 }).State.ShouldBe(DrillingState.Circulating);
    }

    [Fact]
    public void A_channel_that_comes_more_rarely_still_counts() =>
        // Logs give their channels at different times: the last value holds for the minute.
        Run(20, 1, t => new() { Rpm = t % 15 == 0 ? 120 : double.NaN, Flow = 0.03, Bit = 3000, Hole = 3000 })
            .State.ShouldBe(DrillingState.Drilling);

    [Fact]
    public void A_past_that_does_not_tell_gives_no_level()
    {
        HookLoadHistory.Of([]).ShouldBe(HookLoadLevel.Unknown);
        HookLoadHistory.Of([Minutes.Of(0, 700_000, 0, 0)]).ShouldBe(HookLoadLevel.Unknown);
        HookLoadHistory.Of([Minutes.Of(0, 700_000, 0, 28), Minutes.Of(1, 705_000, 28, 28)]).ShouldBe(HookLoadLevel.Unknown);
    }

    private static DrillingActivity Run(int readings, double seconds, Func<double, Rig> rig, HookLoadLevel? level = null) =>
        DrillingStateDetector.Detect([.. Enumerable.Range(0, readings).Select(i => rig(i * seconds).At(i * seconds))], level ?? Known);

    /// <summary>A moment of a rig.</summary>
    private readonly record struct Rig()
    {
        public double Rpm { get; init; }

        public double Flow { get; init; }

        public double Pressure { get; init; } = double.NaN;

        public double Load { get; init; } = double.NaN;

        public double Weight { get; init; } = double.NaN;

        public double Rate { get; init; } = double.NaN;

        public double Hole { get; init; } = double.NaN;

        public double Bit { get; init; } = double.NaN;

        public double Block { get; init; } = double.NaN;

        public RigReading At(double seconds) => new()
        {
            TimeUnixMicros = 1_700_000_000_000_000 + (long)(seconds * 1e6),
            RotarySpeed = (float)Rpm,
            MudFlow = (float)Flow,
            StandpipePressure = (float)Pressure,
            HookLoad = (float)Load,
            WeightOnBit = (float)Weight,
            Penetration = (float)Rate,
            HoleDepth = (float)Hole,
            BitDepth = MovedDepth.At((float)Bit),
            Block = MovedDepth.At((float)Block),
        };
    }
}
