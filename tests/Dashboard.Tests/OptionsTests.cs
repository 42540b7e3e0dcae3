namespace Maintenance.Dashboard.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void All_wrong_keys_are_named_at_once_with_what_is_allowed()
    {
        var result = new DashboardOptionsValidator()
            .Validate(name: null, new DashboardOptions { FeedInterval = TimeSpan.Zero, StaleAfter = TimeSpan.Zero });
        result.Failures!.Count().ShouldBe(2);
        result.Failures!.ShouldContain("Dashboard:FeedInterval is 00:00:00; allowed is 00:00:00.0200000 to 00:01:00.");
        new DashboardOptionsValidator().Validate(name: null, new DashboardOptions()).Succeeded.ShouldBeTrue();
    }
}
