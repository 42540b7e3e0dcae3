namespace Maintenance.Training.Evaluation.Bearings;

/// <summary>Output of <c>evaluate bearings</c>.</summary>
/// <param name="Protocol">How the recordings are judged.</param>
/// <param name="Recordings">Labelled recordings, one by one.</param>
/// <param name="Races">Recordings of a damaged race.</param>
/// <param name="RacesRight">Of these, those whose likeliest defect is the right one.</param>
/// <param name="RacesSuspected">Of these, those that are suspected of damage.</param>
/// <param name="ElementsCalledRace">Recordings of a damaged element that are suspected with a race as the defect.</param>
/// <param name="Separation">How well the shares separate the kinds of damage, per set with several.</param>
/// <param name="Runs">Snapshots of bearings that are healthy, or run to failure.</param>
public sealed record BearingFigures(
    string Protocol, IReadOnlyList<RecordingFigures> Recordings, int Races, int RacesRight, int RacesSuspected, int ElementsCalledRace,
    IReadOnlyList<SeparationFigures> Separation, IReadOnlyList<RunFigures> Runs);

/// <summary>A labelled recording.</summary>
/// <param name="Set">Data set.</param>
/// <param name="Name">File.</param>
/// <param name="Truth">What is damaged.</param>
/// <param name="Likeliest">The defect the lines speak for most.</param>
/// <param name="Share">Its share of the suspicion, 0–1.</param>
/// <param name="Probability">That the bearing is damaged.</param>
/// <param name="Defect">The defect as the live path names it; null below suspicion or when it cannot be said.</param>
/// <param name="Prominence">Lines over their surroundings.</param>
/// <param name="Shares">Shares of outer race, inner race and rolling element.</param>
public sealed record RecordingFigures(
    string Set, string Name, string? Truth, string? Likeliest, double Share, double Probability, string? Defect, double Prominence,
    IReadOnlyList<double> Shares);

/// <summary>How well kinds of damage are told apart.</summary>
/// <param name="Set">Data set.</param>
/// <param name="Bearings">Bearings in it.</param>
/// <param name="Areas">Area under the ROC curve of each defect against the others, in the order of the shares.</param>
/// <param name="MacroArea">Their mean.</param>
/// <param name="Low">Lower end of the 95 % interval, drawn over bearings.</param>
/// <param name="High">Upper end.</param>
public sealed record SeparationFigures(string Set, int Bearings, IReadOnlyList<double> Areas, double MacroArea, double Low, double High);

/// <summary>Snapshots of one bearing in time.</summary>
/// <param name="Set">Data set.</param>
/// <param name="Bearing">Bearing, and the direction.</param>
/// <param name="JudgedBy"><c>waveform</c>, or <c>statistics</c> where only these are there.</param>
/// <param name="Snapshots">Number of snapshots.</param>
/// <param name="Suspected">Of these, with a probability of damage of 0.15 and more.</param>
/// <param name="Alarms">Of these, of 0.3 and more.</param>
/// <param name="SuspectedInFirstHalf">Suspected ones among the first half.</param>
/// <param name="FirstSuspected">Name of the first, null when there is none.</param>
/// <param name="Greatest">Greatest probability.</param>
public sealed record RunFigures(
    string Set, string Bearing, string JudgedBy, int Snapshots, int Suspected, int Alarms, int SuspectedInFirstHalf, string? FirstSuspected,
    double Greatest);
