namespace Maintenance.Dashboard.Display;

/// <summary>One reason of an assessment in words, and how much it moved the score where that is known.</summary>
internal sealed record Reason(string Text, double? Contribution);
