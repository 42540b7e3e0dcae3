using Maintenance.Core.Conditions;
using Maintenance.Core.Tables;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Verification;

namespace Maintenance.Scoring.Tests.Verification;

public sealed class AssessmentVerifierTests
{
    [Fact]
    public void Every_computed_column_of_an_assessment_is_compared()
    {
        string[] origin = ["asset", "event_time", "known_at", "log_partition", "log_offset", "descriptor_set"];
        AssessmentRow.Table.Columns.Select(c => c.Name).Except(origin, StringComparer.Ordinal)
            .ShouldBe(AssessmentVerifier.ColumnsOf(Assessment.WithoutEvidence(DrillingState.Idle, "none"), "hash").Select(c => c.Name),
                ignoreOrder: true);
    }
}
