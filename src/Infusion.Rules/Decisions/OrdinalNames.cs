using System.Collections.Immutable;
using System.Globalization;

namespace Infusion.Rules.Decisions;

/// <summary>The names of an enum whose values are 0, 1, 2 and so on; their position is their code.</summary>
internal static class OrdinalNames
{
    /// <summary>The names in ordinal order.</summary>
    public static ImmutableArray<string> Of<TEnum>()
        where TEnum : struct, Enum
    {
#if NET
        TEnum[] values = Enum.GetValues<TEnum>();
#else
        var values = (TEnum[])Enum.GetValues(typeof(TEnum));
#endif
        ImmutableArray<string> names = [.. values.OrderBy(Ordinal).Select(value => value.ToString())];
        return names.Select((_, index) => index).SequenceEqual(values.Select(Ordinal).OrderBy(ordinal => ordinal))
            ? names
            : throw new ArgumentException($"The values of '{typeof(TEnum).Name}' are not 0, 1, 2 and so on.");
    }

    /// <summary>The code of an enum value.</summary>
    public static int Ordinal<TEnum>(TEnum value)
        where TEnum : struct, Enum => ((IConvertible)value).ToInt32(CultureInfo.InvariantCulture);
}
