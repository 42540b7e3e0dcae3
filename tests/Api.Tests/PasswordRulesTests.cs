using Maintenance.Api.Access.Passwords;

namespace Maintenance.Api.Tests;

/// <summary>Passwords that are accepted, and those that are guessed first (NIST SP 800-63B).</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse")]
    [InlineData("tangled-otter-plinth")]
    [InlineData("v9#kq2!mzpx")]
    [InlineData("\u043F\u0440\u0438\u0432\u0435\u0442 \u0441\u043E\u0441\u0435\u0434")]
    [InlineData("\u30C9\u30EA\u30EB\u306E\u5C71\u3068\u6D77\u3068\u7A7A\u3060")]
    [InlineData("🐙🦀🐡🐠🐟🐬🐳🐋🦈🐊")]
    [InlineData("mother's maiden name was odd")]
    public void Passwords_worth_guessing_are_accepted(string password) => PasswordRules.ProblemOf("signe", password).ShouldBeNull();

    [Theory]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("          ")]
    [InlineData("\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("1212121212")]
    [InlineData("1122334455")]
    [InlineData("abcdefghijkl")]
    [InlineData("qwertyuiop")]
    [InlineData("Qwertyuiop123")]
    [InlineData("poiuytrewq")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("!@#$%^&*()")]
    [InlineData("password123")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("passwordpassword")]
    [InlineData("p a s s w o r d 1")]
    [InlineData("Welcome2026!")]
    [InlineData("maintenance1")]
    [InlineData("Summer2025!!")]
    [InlineData("iloveyou1234")]
    [InlineData("signesigne")]
    [InlineData("Signe-2026-1")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３")]
    [InlineData("adminadmin1")]
    public void Passwords_guessed_first_are_refused(string password) =>
        PasswordRules.ProblemOf("Signe", password).ShouldNotBeNull().ShouldContain("guessed");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v9#kq2!mz")]
    public void Short_passwords_are_refused_with_the_length(string? password) =>
        PasswordRules.ProblemOf("signe", password).ShouldNotBeNull().ShouldContain("10 to 256");

    [Fact]
    public void Length_counts_characters_not_code_units()
    {
        PasswordRules.ProblemOf("signe", string.Concat(Enumerable.Repeat("🐙🦀🐡🐠🐟", 1))).ShouldNotBeNull().ShouldContain("it has 5");
        var long256 = string.Concat(Enumerable.Range(0, 256).Select(i => char.ConvertFromUtf32(0x1F400 + i * 7 % 199)));
        PasswordRules.ProblemOf("signe", long256).ShouldBeNull();
        PasswordRules.ProblemOf("signe", long256 + "x").ShouldNotBeNull().ShouldContain("it has 257");
    }

    [Fact]
    public void One_password_typed_on_two_systems_is_one_password()
    {
        var hashes = new PasswordHashes();
        var hash = hashes.Create("signe", "caf\u00E9 noir at dawn");
        hashes.Verify("signe", hash,
            "cafe\u0301\u00A0noir at dawn").ShouldBe(Microsoft.AspNetCore.Identity.PasswordVerificationResult.Success);
        hashes.Verify("signe", hash, "cafe noir at dawn").ShouldBe(Microsoft.AspNetCore.Identity.PasswordVerificationResult.Failed);
    }
}
