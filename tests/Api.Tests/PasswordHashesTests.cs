using Maintenance.Api.Access.Passwords;
using Microsoft.AspNetCore.Identity;

namespace Maintenance.Api.Tests;

/// <summary>Hashes of passwords: today's form, and that of before.</summary>
public sealed class PasswordHashesTests
{
    private readonly PasswordHashes _hashes = new();

    [Fact]
    public void A_password_matches_its_hash_only()
    {
        var hash = _hashes.Create("eve", "correct horse");
        _hashes.Verify("eve", hash, "correct horse").ShouldBe(PasswordVerificationResult.Success);
        _hashes.Verify("eve", hash, "correct horsf").ShouldBe(PasswordVerificationResult.Failed);
        _hashes.Create("eve", "correct horse").ShouldNotBe(hash, "salted");
        Convert.FromBase64String(hash)[..9].ShouldBe([1, 0, 0, 0, 2, 0, 3, 0x34, 0x50], "version 3, HMAC-SHA512, 210,000 iterations");
    }

    [Fact]
    public void A_hash_of_before_matches_its_password_and_is_to_be_made_anew()
    {
        _hashes.Verify("eve", OldPassword.Hash, OldPassword.Text).ShouldBe(PasswordVerificationResult.SuccessRehashNeeded);
        _hashes.Verify("eve", OldPassword.Hash, OldPassword.Text + "!").ShouldBe(PasswordVerificationResult.Failed);
        _hashes.Verify("eve", OldPassword.Hash.Replace("$210000$", "$209999$", StringComparison.Ordinal), OldPassword.Text)
            .ShouldBe(PasswordVerificationResult.Failed);
    }

    [Fact]
    public void A_broken_hash_matches_nothing()
    {
        string[] broken =
        [
            "", "x", "not base64 !", "AQAAAAI", OldPassword.Hash[..^4], OldPassword.Hash.Replace("210000", "0", StringComparison.Ordinal),
            OldPassword.Hash.Replace("210000", "2000000000", StringComparison.Ordinal), "pbkdf2-sha512$1$$", "pbkdf2-sha512",
        ];
        foreach (var text in broken) _hashes.Verify("eve", text, OldPassword.Text).ShouldBe(PasswordVerificationResult.Failed, text);
    }
}
