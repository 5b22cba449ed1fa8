using System.Text.Json.Serialization;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>The code of a medicine with the system it is of. It is kept as it was given, and compared exactly.</summary>
/// <remarks>Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record MedicineCode
{
    /// <summary>The system of codes.</summary>
    public required MedicineCodeSystem System { get; init; }

    /// <summary>The code: digits of RxNorm, or a class or substance of ATC such as <c>N05BA01</c>.</summary>
    public required string Code { get; init; }

    /// <inheritdoc/>
    public bool Equals(MedicineCode? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"code: system, code".</returns>
    public override string ToString() => Fields.All.Known(this);

    // An ATC code has one to five levels: A, A10, A10B, A10BA, A10BA02.
    private static bool Fits(MedicineCode code) => code.System switch
    {
        MedicineCodeSystem.Rxnorm => code.Code.Length is >= 1 and <= 8 && code.Code.All(IsDigit),
        _ => code.Code.Length is 1 or 3 or 4 or 5 or 7
            && !code.Code.Where(static (sign, place) => place is 0 or 3 or 4 ? sign is < 'A' or > 'Z' : !IsDigit(sign)).Any(),
    };

    private static bool IsDigit(char sign) => sign is >= '0' and <= '9';

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<MedicineCode> All { get; } = new("code", static () => new() { System = default, Code = "" });

        public static Field<MedicineCode, MedicineCodeSystem> System { get; } = All.Required("system", Formats.Enum<MedicineCodeSystem>(),
            "Of which system is the code?", static code => code.System, static (code, value) => code with { System = value });

        public static Field<MedicineCode, string> Code { get; } = All.Required("code", Formats.Name(8),
            "What is the code?", static code => code.Code, static (code, value) => code with { Code = value });

        static Fields() => All.Holds(Code, ProblemCodes.Invalid, "a text that is no code of its system",
            static code => Fits(code) ? null
                : code.System == MedicineCodeSystem.Rxnorm ? "1 to 8 digits, such as 10438" : "a code of ATC, such as N05BA01");
    }

    private sealed class Json() : FormatJsonConverter<MedicineCode>(Fields.All.Format);
}
