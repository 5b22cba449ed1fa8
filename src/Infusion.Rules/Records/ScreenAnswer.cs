using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>One answer to a screening criterion, as it was given.</summary>
internal abstract record ScreenAnswer
{
    private ScreenAnswer()
    {
    }

    /// <summary>Yes or no.</summary>
    public sealed record YesNo(bool Answer) : ScreenAnswer;

    /// <summary>A number in the criterion's unit.</summary>
    public sealed record Number(decimal Answer) : ScreenAnswer;

    /// <summary>The event never happened.</summary>
    public sealed record Never : ScreenAnswer;

    /// <summary>The event last happened on one of these days.</summary>
    public sealed record Happened(DateInterval Days) : ScreenAnswer;
}
