namespace Maintenance.Fuzz.Tests;

/// <summary>Result of a run of a target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Inputs">Inputs read.</param>
/// <param name="Refused">Those that were refused.</param>
/// <param name="Elapsed">Duration.</param>
/// <param name="IsStuck">True when an input did not end: the process is of no more use.</param>
/// <param name="Failures">Distinct failures.</param>
internal sealed record FuzzReport(
    string Target, long Inputs, long Refused, TimeSpan Elapsed, bool IsStuck, IReadOnlyList<FuzzFailure> Failures);

/// <summary>A failure and the smallest input that showed it.</summary>
/// <param name="Text">What failed.</param>
/// <param name="Input">The input.</param>
internal sealed record FuzzFailure(string Text, byte[] Input);
