using System.Text;

namespace Infusion.Rules.Clinic;

/// <summary>Letters with a mark, which a text may hold as one character or as two.</summary>
/// <remarks>The platform composes them too, but not where it has no data on cultures, and no decision may depend on that. These are the
/// letters of Latin, Greek and Cyrillic alphabets in use.</remarks>
internal static class MarkedLetters
{
    // Each mark with the letters it may stand on, and what they become.
    private static (char Mark, string Letters, string Marked)[] Table { get; } =
    [
        ('\u0300', "AEIOUaeiouЕИеиWwÂâĂăÊêÔôƠơƯưYy",
            "ÀÈÌÒÙàèìòùЀЍѐѝẀẁẦầẰằỀềỒồỜờỪừỲỳ"),
        ('\u0301', "AEIOUYaeiouyCcLlNnRrSsZzΑΕΗΙΟΥΩϊαεηιϋουωГКгкWwÂâĂăÊêÔôƠơƯư",
            "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźΆΈΉΊΌΎΏΐάέήίΰόύώЃЌѓќẂẃẤấẮắẾếỐốỚớỨứ"),
        ('\u0302', "AEIOUaeiouCcGgHhJjSsWwYyZzẠạẸẹỌọ",
            "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷẐẑẬậỆệỘộ"),
        ('\u0303', "ANOanoIiUuÂâĂăEeÊêÔôƠơƯưYy",
            "ÃÑÕãñõĨĩŨũẪẫẴẵẼẽỄễỖỗỠỡỮữỸỹ"),
        ('\u0304', "AaEeIiOoUu",
            "ĀāĒēĪīŌōŪū"),
        ('\u0306', "AaEeGgIiOoUuУИиуẠạ",
            "ĂăĔĕĞğĬĭŎŏŬŭЎЙйўẶặ"),
        ('\u0307', "CcEeGgIZzWwXxYyſ",
            "ĊċĖėĠġİŻżẆẇẊẋẎẏẛ"),
        ('\u0308', "AEIOUaeiouyYΙΥιυЕІеіWwXxt",
            "ÄËÏÖÜäëïöüÿŸΪΫϊϋЁЇёїẄẅẌẍẗ"),
        ('\u0309', "AaÂâĂăEeÊêIiOoÔôƠơUuƯưYy",
            "ẢảẨẩẲẳẺẻỂểỈỉỎỏỔổỞởỦủỬửỶỷ"),
        ('\u030A', "AaUuwy",
            "ÅåŮůẘẙ"),
        ('\u030B', "OoUu",
            "ŐőŰű"),
        ('\u030C', "CcDdEeLlNnRrSsTtZz",
            "ČčĎďĚěĽľŇňŘřŠšŤťŽž"),
        ('\u031B', "OoUu",
            "ƠơƯư"),
        ('\u0323', "WwZzAaEeIiOoƠơUuƯưYy",
            "ẈẉẒẓẠạẸẹỊịỌọỢợỤụỰựỴỵ"),
        ('\u0326', "SsTt",
            "ȘșȚț"),
        ('\u0327', "CcGgKkLlNnRrSsTt",
            "ÇçĢģĶķĻļŅņŖŗŞşŢţ"),
        ('\u0328', "AaEeIiUu",
            "ĄąĘęĮįŲų"),
        ('\u0331', "Zzh",
            "Ẕẕẖ"),
    ];

    /// <summary>The text with one character for each letter and its mark, and with wide letters as plain ones.</summary>
    /// <param name="text">The text.</param>
    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (char sign in text)
        {
            if (composed.Length > 0 && sign >= '\u0300' && On(composed[composed.Length - 1], sign) is { } marked)
            {
                composed[composed.Length - 1] = marked;
            }
            else
            {
                composed.Append(sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign);
            }
        }

        return composed.ToString();
    }

    private static char? On(char letter, char mark)
    {
        foreach ((char one, string letters, string marked) in Table)
        {
            if (one == mark)
            {
                int place = letters.IndexOf(letter);
                return place < 0 ? null : marked[place];
            }
        }

        return null;
    }
}
