using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Trends;

/// <summary>Judges slow changes, as <see cref="TrendAssessor.Assess"/> does.</summary>
internal delegate TrendFindings TrendJudge(ReadOnlySpan<Minute> minutes);
