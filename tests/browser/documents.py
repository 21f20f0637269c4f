"""Documents that the tests of the pages paste."""

TEXT = """Ferry returns to the strait
By Jane Doe
3 May 2021

The old ferry sailed again on Monday, with two hundred people and one goat on board.

Subscribe for free to our newsletter.

The bridge that was to replace it will open in spring, the mayor said, and the goat's owner agreed.

Oops! Something went wrong.
"""

PAGE = """<!doctype html><html lang="en"><head><title>Harbour reopens | Quay Post</title></head><body>
<nav><a href="/">Home</a></nav>
<article><h1>Harbour reopens after the storm</h1><p class="byline">By Jane Doe</p>
<time datetime="2021-05-03">3 May 2021</time>
<p>The old harbour opened again on Thursday, three weeks after the storm had <a href="/storm">closed it</a>
to every ship.</p>
<h2>A ferry at dawn</h2>
<p>The first ferry left at dawn, and the harbour master said that he had never seen so many people.</p>
<ul><li>It sails at six in the morning, from the old quay.</li><li>It returns at nine.</li></ul>
<p>Follow us on Facebook</p></article></body></html>"""

HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(2)> Quay <b>opens</b>
By <svg onload=alert(3)>

The harbour opened again on Thursday, <img src="https://elsewhere.example/x.png" onerror="alert(4)">
they said.

Subscribe for free to our newsletter <iframe src="javascript:alert(5)"></iframe>.

"><style>body{display:none}</style><form action="https://elsewhere.example"><button>Clean</button></form>

</textarea></pre></script><script src="https://elsewhere.example/x.js"></script>
It will stay open, the harbour master said on Friday.
"""

HOSTILE_PAGE = """<html><head><title>&lt;img src=x onerror=alert(1)&gt; opens</title></head><body><article>
<h1>&lt;img src=x onerror=alert(1)&gt; opens</h1>
<p class="byline">By &lt;svg onload=alert(2)&gt;</p>
<p>The harbour opened again on Thursday, &lt;script&gt;alert(3)&lt;/script&gt;
as the harbour master had said.</p>
<p onclick="alert(4)">It had been closed since the storm, and
<a href="javascript:alert(5)">nobody minded</a> much.</p>
<img src="https://elsewhere.example/x.png" onerror="alert(6)"></article></body></html>"""

ARABIC = """# عادت العبارة القديمة إلى المضيق

أبحرت العبارة القديمة من جديد يوم الاثنين وعلى متنها مئتا شخص وعنزة واحدة بعد ثلاث سنوات من الانتظار.

قال رئيس البلدية إن الجسر الذي كان من المفترض أن يحل محلها سيفتتح في الربيع المقبل.
"""

JAPANESE = """# 古い渡し船が海峡に戻る

古い渡し船は月曜日に二百人の乗客と一頭の山羊を乗せて三年ぶりに出航した。港には朝から多くの人が集まった。

船に代わるはずだった橋は来年の春に開通すると市長は述べた。それまで船は一日六回運航する。
"""
