import re

from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, unique=True)
    phone = models.CharField(max_length=32, null=True)
    signed_up_on = models.DateField()
    slug = models.CharField(max_length=200, null=True)

    class Meta:
        db_table = "customers"

    def free_slug(self):
        slug = re.sub("[^a-z0-9]+", "-", self.name.lower()).strip("-")
        namesakes = Customer.objects.filter(name__iexact=self.name, id__lt=self.id)
        return f"{slug}-{self.id}" if namesakes.exists() else slug


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT)
    status = models.CharField(max_length=16)
    placed_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    class Meta:
        db_table = "orders"
