"""Counts independently what an import of public files must come to: lines, refused ones by reason, entities.

usage: import_count.py DATA_FOLDER online-retail|olist|movielens ...
The folder has membership/online-retail, marketplace/olist and recommendation/movielens-100k. Standard library only.
"""
import collections
import csv
import gzip
import io
import json
import sys
D = sys.argv[1].rstrip('/') + '/'
def rows(p,enc='utf-8'):
    with (gzip.open if p.endswith('.gz') else open)(p,'rt',encoding=enc,newline='') as f:
        yield from csv.DictReader(f)
def retail():
    n=0; ref=collections.Counter(); ship=collections.Counter(); inv=set()
    raw=gzip.open(D+'membership/online-retail/online_retail.csv.gz').read()
    try: t=raw.decode('utf-8')
    except UnicodeDecodeError: t=raw.decode('cp1252')
    for r in csv.DictReader(io.StringIO(t)):
        n+=1; i=r['InvoiceNo']; c=r['StockCode'].upper(); q=int(r['Quantity']); p=float(r['UnitPrice']); can=i.startswith('C')
        if not can and not i.isdigit(): ref['not-an-order']+=1
        elif c in ('D','M','S','B','BANK CHARGES','AMAZONFEE','CRUK'): ref['not-an-item']+=1
        elif q==0: ref['zero-quantity']+=1
        elif can and q>0: ref['positive-cancellation']+=1
        elif not can and q<0: ref['negative-quantity']+=1
        elif p<0: ref['negative-price']+=1
        elif p==0: ref['zero-price']+=1
        elif c in ('POST','DOT','C2'):
            if can: ref['shipping-refund']+=1
            else: ship[i]+=1
        elif not can: inv.add(i)
    for i,k in ship.items():
        if i not in inv: ref['order-without-items']+=k
    return n,dict(sorted(ref.items()))
def olist():
    b=D+'marketplace/olist/'; n=0; ref=collections.Counter()
    o=list(rows(b+'orders.csv.gz')); it=list(rows(b+'order_items.csv.gz')); pr=list(rows(b+'products.csv.gz')); cu=list(rows(b+'customers.csv.gz'))
    ids={r['order_id'] for r in o}; withi={r['order_id'] for r in it}
    for r in it:
        if r['order_id'] not in ids: ref['unknown-order']+=1
    for r in o:
        if r['order_id'] not in withi: ref['order-without-items']+=1
    n=len(o)+len(it)+len(pr)+len(cu)
    ent={'products':len(pr),'orders':len(ids&withi),'cancellations':sum(r['order_status']=='canceled' and r['order_id'] in withi for r in o)}
    return n,dict(ref),ent
def ml():
    b=D+'recommendation/movielens-100k/'
    items=open(b+'u.item',encoding='latin-1').read().split('\n'); items=[l for l in items if l]
    data=[l.split('\t') for l in gzip.open(b+'u.data.gz','rt').read().split('\n') if l]
    noT=sum(1 for l in items if not l.split('|')[1])
    return len(items)+len(data),{'missing-item':noT} if noT else {}, {'events':len(data),'products':len(items)-noT,'liked':sum(int(d[2])>=4 for d in data)}


for k in sys.argv[2:]:
    print(k,json.dumps({'online-retail': retail, 'olist': olist, 'movielens': ml}[k]()))
