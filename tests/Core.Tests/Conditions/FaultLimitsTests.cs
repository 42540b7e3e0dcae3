using Maintenance.Core.Conditions;

namespace Maintenance.Core.Tests.Conditions;

/// <summary>Limits of P(fault) and borders of grades are the same limits, told in two scales.</summary>
public sealed class FaultLimitsTests
{
    [Fact]
    public void A_mode_is_named_where_grade_A_ends() => (100 * (1 - (double)FaultLimits.NamedFrom)).ShouldBe(HealthGrades.AFrom, 1e-5);

    [Fact]
    public void An_alarm_begins_where_grade_C_does() => (100 * (1 - (double)FaultLimits.AlarmFrom)).ShouldBe(HealthGrades.BFrom, 1e-5);

    [Theory]
    [InlineData(100, HealthGrade.A)]
    [InlineData(85, HealthGrade.A)]
    [InlineData(84.99f, HealthGrade.B)]
    [InlineData(70, HealthGrade.B)]
    [InlineData(69.99f, HealthGrade.C)]
    [InlineData(40, HealthGrade.C)]
    [InlineData(39.99f, HealthGrade.D)]
    [InlineData(0, HealthGrade.D)]
    public void Borders_belong_to_the_better_grade(float health, HealthGrade grade) => HealthGrades.FromIndex(health).ShouldBe(grade);
}
