using Maintenance.Core.Conditions;
using Maintenance.Training.Evaluation.Drilling;

namespace Maintenance.Training.Tests.Evaluation.Drilling;

/// <summary>The protocol of the drilling evaluation on documents made here, and on a real well.</summary>
public sealed class DrillingEvaluationTests : IDisposable
{
    private const string Numbering = "NoMonitor[0] Drilling[1] Reaming[2] OffBottom[3] InSlips[4] Connection[5] TrippingIn[6] "
        + "TrippingOut[7] TripInSlips[8] ShutIn[9] Circulating (10) Rotating (100) - 112 means rotating, circulating, reaming";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drilling-evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(111, DrillingState.Drilling)]
    [InlineData(11, DrillingState.Drilling)]
    [InlineData(112, DrillingState.Reaming)]
    [InlineData(113, DrillingState.Reaming)]
    [InlineData(13, DrillingState.Circulating)]
    [InlineData(3, DrillingState.Idle)]
    [InlineData(114, DrillingState.Connection)]
    [InlineData(5, DrillingState.Connection)]
    [InlineData(8, DrillingState.Connection)]
    [InlineData(16, DrillingState.Tripping)]
    [InlineData(7, DrillingState.Tripping)]
    [InlineData(0, null)]
    [InlineData(9, null)]
    [InlineData(float.NaN, null)]
    [InlineData(1.5f, null)]
    public void An_activity_is_decoded_as_its_curve_describes_it(float value, DrillingState? state) =>
        ActivityCode.TryParse(Numbering)!.StateOf(value).ShouldBe(state);

    [Fact]
    public void Another_numbering_is_decoded_as_it_says()
    {
        var code = ActivityCode.TryParse("Connection[12] Tripping[25]")!;
        code.StateOf(12).ShouldBe(DrillingState.Connection);
        code.StateOf(25).ShouldBe(DrillingState.Tripping);
        code.StateOf(5).ShouldBeNull();
        ActivityCode.TryParse("rig activity").ShouldBeNull();
    }

    [Fact]
    public async Task A_trajectory_in_feet_and_degrees_is_judged_by_its_own_positions()
    {
        Write("trajectory.xml", Trajectory(94.012));
        var figures = await DrillingEvaluation.RunAsync(_folder.FullName, double.NaN, CancellationToken.None);
        var trajectory = figures.Trajectories.ShouldHaveSingleItem();
        trajectory.VerticalDepthM!.Value.ShouldBeLessThan(0.001);
        trajectory.NorthM!.Value.ShouldBeLessThan(0.001);
        trajectory.DisplacementM!.Value.ShouldBeLessThan(0.001);
        trajectory.VerticalSectionM.ShouldBeNull();

        Write("trajectory.xml", Trajectory(95.012));
        figures = await DrillingEvaluation.RunAsync(_folder.FullName, double.NaN, CancellationToken.None);
        figures.Trajectories[0].VerticalDepthM!.Value.ShouldBe(0.3048, 0.001);
    }

    [Fact]
    public async Task States_and_specific_energy_of_a_log_are_judged_by_its_own_curves()
    {
        Write("log.xml", Log());
        Write("bit.xml", "<bitRecords xmlns='http://www.witsml.org/schemas/1series' version='1.4.1.1'><bitRecord><diaBit uom='in'>8.5"
            + "</diaBit></bitRecord></bitRecords>");
        var figures = await DrillingEvaluation.RunAsync(_folder.FullName, double.NaN, CancellationToken.None);
        var states = figures.States.Single(s => s is { Part: "all", Sampling: "as recorded" });
        states.Readings.ShouldBe(240);
        states.Agreement.ShouldBeGreaterThan(0.95);
        states.Kappa!.Value.ShouldBeGreaterThan(0.9);
        var energy = figures.Energy.ShouldHaveSingleItem();
        energy.Readings.ShouldBe(120);
        energy.BitDiameterFrom.ShouldBe("documents");
        energy.BitDiameterM!.Value.ShouldBe(8.5 * 0.0254, 1e-9);
        energy.ImpliedDiameterM.ShouldBe(8.5 * 0.0254, 1e-5);
        energy.MedianRelativeError.ShouldBeLessThan(1e-4);
        energy.Correlation!.Value.ShouldBeGreaterThan(0.9999);

        // A bit of another size has another area.
        figures = await DrillingEvaluation.RunAsync(_folder.FullName, 8.5 * 0.0254 * 2, CancellationToken.None);
        figures.Energy[0].MedianRatio.ShouldBe(0.25, 1e-4);

        // Without a bit in the documents the log implies it.
        File.Delete(Path.Combine(_folder.FullName, "bit.xml"));
        figures = await DrillingEvaluation.RunAsync(_folder.FullName, double.NaN, CancellationToken.None);
        figures.Energy[0].BitDiameterFrom.ShouldBe("the log's own median");
        figures.Energy[0].BitDiameterM!.Value.ShouldBe(8.5 * 0.0254, 1e-5);
    }

    [Fact]
    public async Task Of_several_bits_the_one_of_the_well_counts_and_by_hour_the_nearest()
    {
        Write("log.xml", Log());
        Write("bits.xml", "<bitRecords xmlns='http://www.witsml.org/schemas/1series' version='1.4.1.1'>"
            + "<bitRecord><nameWell>Other</nameWell><diaBit uom='in'>8.4</diaBit></bitRecord>"
            + "<bitRecord><nameWell>W</nameWell><diaBit uom='in'>8.5</diaBit></bitRecord></bitRecords>");
        var figures = await DrillingEvaluation.RunAsync(_folder.FullName, double.NaN, CancellationToken.None);
        figures.Energy[0].BitDiameterM!.Value.ShouldBe(8.5 * 0.0254, 1e-9);

        Write("bits.xml", "<bitRecords xmlns='http://www.witsml.org/schemas/1series' version='1.4.1.1'>"
            + "<bitRecord><nameWell>W</nameWell><diaBit uom='in'>12.25</diaBit></bitRecord>"
            + "<bitRecord><nameWell>W</nameWell><diaBit uom='in'>8.5</diaBit></bitRecord></bitRecords>");
        figures = await DrillingEvaluation.RunAsync(_folder.FullName, double.NaN, CancellationToken.None);
        figures.Energy[0].BitDiameterM.ShouldBeNull();
        figures.Energy[0].MedianRelativeError.ShouldBeLessThan(1e-4);
    }

    [Fact]
    public async Task A_folder_with_nothing_to_judge_is_refused()
    {
        (await Should.ThrowAsync<InvalidDataException>(() => DrillingEvaluation.RunAsync(_folder.FullName, double.NaN,
            CancellationToken.None))).Message.ShouldContain("neither a time log nor a trajectory");
        (await Should.ThrowAsync<InvalidDataException>(() => DrillingEvaluation.RunAsync(_folder.FullName + "x", double.NaN,
            CancellationToken.None))).Message.ShouldContain("There is no folder");
    }

    [SharedDataFact]
    [Trait(TestKind.Name, TestKind.Time)]
    public async Task A_real_well_has_its_states_and_its_course()
    {
        var figures = await DrillingEvaluation.RunAsync(SharedData.PathOf("."), double.NaN, CancellationToken.None);
        foreach (var states in figures.States.Where(s => s.Sampling == "as recorded")) states.Kappa!.Value.ShouldBeGreaterThan(0.6);
        foreach (var states in figures.States.Where(s => s.Part == "all")) states.Agreement.ShouldBeGreaterThan(0.7);
        figures.Trajectories.ShouldNotBeEmpty();
        foreach (var t in figures.Trajectories)
            new[] { t.VerticalDepthM, t.NorthM, t.EastM, t.DisplacementM, t.VerticalSectionM }.ShouldAllBe(e => e < 0.01);
    }

    private static string Trajectory(double verticalFeet) => FormattableString.Invariant($"""
        <trajectorys xmlns="http://www.witsml.org/schemas/131" version="1.3.1.1"><trajectory><name>a</name>
        <trajectoryStation><md uom="ft">100</md><tvd uom="ft">{verticalFeet}</tvd><incl uom="dega">25</incl><azi uom="dega">45</azi>
          <dispNs uom="ft">27.218</dispNs><dispEw uom="ft">19.451</dispEw></trajectoryStation>
        <trajectoryStation><md uom="ft">0</md><tvd uom="ft">0</tvd><incl uom="dega">15</incl><azi uom="dega">20</azi>
          <dispNs uom="ft">0</dispNs><dispEw uom="ft">0</dispEw></trajectoryStation>
        </trajectory></trajectorys>
        """);

    // Two minutes of drilling, two of tripping out, a reading a second; specific energy of an 8.5 in bit by Teale's formula.
    private static string Log()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var area = Math.PI / 4 * 0.2159 * 0.2159;
        var rows = Enumerable.Range(0, 240).Select(i =>
        {
            var drilling = i < 120;
            var torque = 5_000 + (20 * i);
            var energy = (100_000 / area) + (2 * Math.PI * 2 * torque / (area * 0.005));
            var (bit, hole) = drilling ? (2_000 + (0.005 * i), 2_000 + (0.005 * i)) : (2_000 - (0.4 * (i - 120)), 2_000.6);
            return FormattableString.Invariant($"<data>{start.AddSeconds(i):yyyy-MM-ddTHH:mm:ssZ},{(drilling ? 111 : 7)},")
                + FormattableString.Invariant($"{(drilling ? 2 : 0)},{torque},{(drilling ? 100_000 : 0)},{(drilling ? 0.005 : 0)},")
                + FormattableString.Invariant($"{(drilling ? 0.04 : 0)},900000,{bit},{hole},{(drilling ? energy : 0)}</data>");
        });
        (string Mnemonic, string Unit)[] curves = [("RigActivityCode", "unitless"), ("SURF_RPM", "c/s"), ("TORQUE", "N.m"), ("WOB", "N"),
            ("ROP_AVG", "m/s"), ("FLOWIN", "m3/s"), ("HKLD_AVG", "N"), ("BITDEP", "m"), ("MDEPTH", "m"), ("MSE", "Pa")];
        return $"""
            <logs xmlns="http://www.witsml.org/schemas/1series" version="1.4.1.1"><log uidWell="w" uidWellbore="b" uid="l">
            <nameWell>W</nameWell><nameWellbore>W</nameWellbore><name>GenTime</name><indexType>date time</indexType>
            <direction>increasing</direction><indexCurve>Time</indexCurve><nullValue>-999.25</nullValue>
            <logCurveInfo uid="Time"><mnemonic>Time</mnemonic><unit>unitless</unit><typeLogData>date time</typeLogData></logCurveInfo>
            {string.Concat(curves.Select(c => $"<logCurveInfo uid=\"{c.Mnemonic}\"><mnemonic>{c.Mnemonic}</mnemonic><unit>{c.Unit}</unit>"
                + $"<curveDescription>{(c.Mnemonic == "RigActivityCode" ? Numbering : "")}</curveDescription>"
                + "<typeLogData>double</typeLogData></logCurveInfo>"))}
            <logData><mnemonicList>Time,{string.Join(',', curves.Select(c => c.Mnemonic))}</mnemonicList>
            <unitList>unitless,{string.Join(',', curves.Select(c => c.Unit))}</unitList>{string.Concat(rows)}</logData></log></logs>
            """;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
