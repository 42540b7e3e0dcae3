using Microsoft.Extensions.Options;

namespace Maintenance.Api.Business;

/// <summary>Validates <see cref="BusinessOptions"/>.</summary>
internal sealed class BusinessOptionsValidator : IValidateOptions<BusinessOptions>
{
    private const int MaxLength = 8;

    public ValidateOptionsResult Validate(string? name, BusinessOptions options) =>
        options.Currency.Length is > 0 and <= MaxLength && options.Currency.All(c => char.IsLetter(c) || char.GetUnicodeCategory(c)
            == System.Globalization.UnicodeCategory.CurrencySymbol)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{BusinessOptions.SectionName}:{nameof(options.Currency)} is '{options.Currency}'; allowed: "
                + $"1 to {MaxLength} letters or currency signs, such as USD or €.");
}
