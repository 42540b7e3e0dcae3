using Maintenance.Api.Access;
using Maintenance.Api.Rest;

namespace Maintenance.Api.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void All_wrong_keys_are_named_at_once_with_what_is_allowed()
    {
        var access = new AccessOptions
        {
            LocalToken = "short", SessionLifetime = TimeSpan.Zero, SignInFailures = 0, SignInWindow =
            TimeSpan.Zero
        };
        var failures = new AccessOptionsValidator().Validate(name: null, access).Failures!.ToArray();
        failures.Length.ShouldBe(4);
        failures.ShouldContain("Dashboard:SessionLifetime is 00:00:00; allowed: 00:01:00 to 30.00:00:00.");
        new AccessOptionsValidator().Validate(name: null, new AccessOptions()).Succeeded.ShouldBeTrue();

        new RestOptionsValidator().Validate(name: null,
            new RestOptions { MaxPoints = 1, SqlMaxRows = 0, SqlTimeout = TimeSpan.FromHours(1) }).Failures!.Count().ShouldBe(3);
        new RestOptionsValidator().Validate(name: null, new RestOptions()).Succeeded.ShouldBeTrue();
    }
}
