using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;
using Maintenance.Simulator.Player;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>Judges drilling states, specific energy and trajectories by recordings of real wells, with the code that runs live.</summary>
public static class DrillingEvaluation
{
    public const string Protocol =
        "States: at every reading, from it and earlier ones only, against the log's own rig activity, decoded as its curve describes it. "
            + "The rules are physical and have no fitted weights; they were made on Volve F-7, its first half first, so other wells are "
            + "the test. Lower rates keep the last value of each channel per interval. Specific energy and trajectories have nothing to "
            + "fit.";

    private static readonly (string Name, long Micros)[] Rates = [("as recorded", 0), ("10 s", 10_000_000), ("60 s", 60_000_000)];

    /// <summary>Judges the wells of a folder.</summary>
    /// <param name="folder">Folder with WITSML documents, or one with a folder <c>witsml/volve</c>.</param>
    /// <param name="bitDiameterM">Diameter of the bit, m; NaN to take it from the documents.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidDataException">The folder has nothing to judge; the message says what was found.</exception>
    public static async Task<DrillingFigures> RunAsync(string folder, double bitDiameterM, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"There is no folder {folder}: give the one with the WITSML documents.");
        var root = Directory.Exists(Path.Combine(folder, "witsml", "volve")) ? Path.Combine(folder, "witsml", "volve") : folder;
        var objects = WitsmlObjects.Read(root, cancellationToken);
        var notes = new List<string>();
        var logs = await LogsOf(root, objects, notes, cancellationToken);
        if (logs.Count == 0 && objects.Trajectories.Count == 0)
            throw new InvalidDataException($"{root} has neither a time log nor a trajectory in WITSML: {string.Join(" ", notes)}");
        var states = new List<StateFigures>();
        var energy = new List<EnergyFigures>();
        foreach (var log in logs)
        {
            states.AddRange(StatesOf(log, objects.Activity, notes));
            if (EnergyOf(log, objects, bitDiameterM, notes) is { } figures) energy.Add(figures);
        }
        var trajectories = objects.Trajectories.Select(t => Judge(t, notes)).OfType<TrajectoryFigures>().ToList();
        return new DrillingFigures(Protocol, states, energy, trajectories, notes);
    }

    private static async Task<IReadOnlyList<RigLog>> LogsOf(string root, WitsmlObjects objects, List<string> notes,
        CancellationToken cancellationToken)
    {
        try
        {
            return await RigLog.WellsAsync(root, objects.ActivityMnemonic, cancellationToken);
        }
        catch (RecordedDataException e)
        {
            notes.Add($"No time log is judged: {e.Message}");
            return [];
        }
    }

    private static IEnumerable<StateFigures> StatesOf(RigLog log, ActivityCode? code, List<string> notes)
    {
        if (code is null)
        {
            notes.Add($"{log.Well}: states are not judged: no curve numbers the rig's activities in its description.");
            yield break;
        }
        foreach (var (name, micros) in Rates)
        {
            var cells = micros == 0 ? log.Cells : [.. RigCell.Thin(log.Cells, micros)];
            var found = StateJudge.Detect(cells);
            var all = cells.Zip(found, (cell, f) => (cell, f)).ToList();
            var middle = (log.Cells[0].TimeUnixMicros / 2) + (log.Cells[^1].TimeUnixMicros / 2);
            foreach (var (part, some) in (IEnumerable<(string, List<(RigCell, DrillingActivity)>)>)[
                ("all", all),
                ("first half", [.. all.Where(a => a.cell.TimeUnixMicros <= middle)]),
                ("second half", [.. all.Where(a => a.cell.TimeUnixMicros > middle)])])
            {
                if (some.Exists(a => code.StateOf(a.Item1.Activity) is not null))
                    yield return StateJudge.Judge(log.Well, part, name, code, some);
            }
        }
    }

    private static EnergyFigures? EnergyOf(RigLog log, WitsmlObjects objects, double bitDiameterM, List<string> notes)
    {
        var figures = EnergyJudge.Judge(log.Well, log.Cells, bitDiameterM, objects.BitsOf(log.Well));
        if (figures is null) notes.Add($"{log.Well}: specific energy is not judged: no reading has weight, speed, torque and penetration "
            + "of a bit that drills and a value of the log's own curve above 0.");
        return figures;
    }

    private static TrajectoryFigures? Judge(RecordedTrajectory recorded, List<string> notes)
    {
        var first = recorded.Stations[0];
        double Or0(double value) => double.IsNaN(value) ? 0 : value;
        Trajectory hole;
        try
        {
            hole = Trajectory.Compute([.. recorded.Stations.Select(s => s.Station)], recorded.SectionAzimuthDeg, Or0(first.NorthM),
                Or0(first.EastM), double.IsNaN(first.VerticalDepthM) ? null : first.VerticalDepthM);
        }
        catch (InvalidDataException e)
        {
            notes.Add($"Trajectory {recorded.Name} is not judged: {e.Message}");
            return null;
        }
        var pairs = hole.Points.Zip(recorded.Stations).ToList();
        double? Worst(Func<TrajectoryPoint, double> ours, Func<RecordedStation, double> theirs)
        {
            var errors = pairs.Select(p => Math.Abs(ours(p.First) - theirs(p.Second))).Where(double.IsFinite).ToList();
            return errors.Count > 0 ? errors.Max() : null;
        }
        return new TrajectoryFigures(recorded.Name, recorded.Stations.Count,
            recorded.Stations[^1].Station.MeasuredDepthM - first.Station.MeasuredDepthM,
            Worst(p => p.VerticalDepthM, s => s.VerticalDepthM), Worst(p => p.NorthM, s => s.NorthM), Worst(p => p.EastM, s => s.EastM),
            Worst(p => p.DisplacementM, s => Math.Sqrt((s.NorthM * s.NorthM) + (s.EastM * s.EastM))),
            Worst(p => p.VerticalSectionM, s => s.VerticalSectionM), hole.Points.Max(p => p.DoglegSeverityDegPer30M),
            hole.TortuosityDegPer30M);
    }
}
